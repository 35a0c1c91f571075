/** The Redis the job tests also run on, or null where none was found. */
export function redisUrl(): string | null {
  return process.env['TEST_REDIS_URL'] ?? null;
}
