export { ApiModule } from './api.module.js';
export { isStorable, UNSTORABLE, withLineFeeds } from './clean-text.js';
export { AnswersSecret, IdempotencyModule } from './idempotency.interceptor.js';
export { IdempotencyKeys } from './idempotency-keys.js';
export { IdParam, storableJson } from './input.js';
export { openApiDocument, serveOpenApi, type ApiDescription } from './open-api.js';
export { FormExpired, outcomeOf, type Outcome } from './outcome.js';
export { decodeCursor, encodeCursor, pageOf, type Cursor, type PageOf } from './paging.js';
export { writeProblem, type Problem } from './problem.js';
