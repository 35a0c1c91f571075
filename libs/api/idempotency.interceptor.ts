import { BadRequestException, Injectable, Module, SetMetadata, type CallHandler, type CustomDecorator, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { isApiPath } from '#libs/access';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { IdempotencyKeys } from './idempotency-keys.js';

const SECRET = 'api:secret';
const ELSEWHERE = 'api:elsewhere';
const LONGEST_KEY = 255;

/** The handler's answer holds a secret: a repeat with the same Idempotency-Key gets the status without the body. */
export const AnswersSecret = (): CustomDecorator => SetMetadata(SECRET, true);

/** The handler asks another service, which must not happen in a transaction: an Idempotency-Key is left aside, so the command itself must be safe to repeat. */
export const AsksElsewhere = (): CustomDecorator => SetMetadata(ELSEWHERE, true);

/** Honours `Idempotency-Key` on POST under /api: the command runs once, a repeat gets the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const { actor } = request;
    const key = request.get('idempotency-key');
    if (request.method !== 'POST' || !isApiPath(request.path) || key === undefined || !actor || this.asksElsewhere(context)) return next.handle();
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > LONGEST_KEY) throw new BadRequestException('Idempotency-Key must be 1 to 255 visible characters.');
    return from(this.answer(context, next, { actor, key, route: request.path, body: bodyOf(request) }));
  }

  private asksElsewhere(context: ExecutionContext): boolean {
    return this.reflector.get<boolean | undefined>(ELSEWHERE, context.getHandler()) ?? false;
  }

  private async answer(context: ExecutionContext, next: CallHandler, keyed: Parameters<IdempotencyKeys['once']>[0]): Promise<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    const secret = this.reflector.get<boolean | undefined>(SECRET, context.getHandler()) ?? false;
    const { status, body, replayed } = await this.keys.once(keyed, async () => ({
      body: await lastValueFrom(next.handle(), { defaultValue: undefined }),
      status: response.statusCode,
      secret,
    }));
    response.status(status);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return body;
  }
}

/** What must be the same in a repeat: the body and, where a file came with it, the file. */
function bodyOf({ body, upload }: Request): unknown {
  return upload ? { fields: body as unknown, file: upload.sha256, name: upload.name } : body;
}

/** Idempotency keys for the API. Needs persistence. */
@Module({ providers: [IdempotencyKeys, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }], exports: [IdempotencyKeys] })
export class IdempotencyModule {}
