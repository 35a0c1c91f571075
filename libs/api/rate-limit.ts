import { applyDecorators, Global, HttpException, Injectable, Module, SetMetadata, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { ThrottleStore } from './throttle-store.js';

/** How often one caller may call a route. */
export interface RateLimit {
  readonly limit: number;
  readonly minutes: number;
  /** What besides the route tells callers apart; the address of the caller unless said. */
  readonly by?: (request: Request) => string;
}

const LIMITS = 'web:rate-limits';
const TOO_MANY = 429;

/** Counts the attempts on a route that carries `@LimitRate`; past a limit it answers 429 with Retry-After. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly store: ThrottleStore,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    const request = context.switchToHttp().getRequest<Request>();
    for (const { limit, minutes, by = callerAddress } of this.reflector.get<readonly RateLimit[]>(LIMITS, handler)) {
      const key = `${context.getClass().name}.${handler.name}:${limit}/${minutes}:${by(request).slice(0, 300)}`;
      const seconds = await this.store.secondsToWait(key.replaceAll('\0', ''), { limit, milliseconds: minutes * 60_000 });
      if (seconds === 0) continue;
      context.switchToHttp().getResponse<Response>().setHeader('retry-after', String(seconds));
      throw new HttpException('Too many attempts', TOO_MANY);
    }
    return true;
  }
}

/** Limits a route; each limit counts on its own, and past any of them callers wait for its minutes. Needs RateLimitModule. */
export function LimitRate(...limits: readonly RateLimit[]): MethodDecorator {
  return applyDecorators(SetMetadata(LIMITS, limits), UseGuards(RateLimitGuard));
}

/** Counts for `@LimitRate`, kept in PostgreSQL. Import once, after persistence. */
@Global()
@Module({ providers: [ThrottleStore], exports: [ThrottleStore] })
export class RateLimitModule {}

function callerAddress(request: Request): string {
  return request.ip ?? 'unknown';
}
