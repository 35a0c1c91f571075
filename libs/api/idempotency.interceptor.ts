import { BadRequestException, Injectable, Module, SetMetadata, type CallHandler, type CustomDecorator, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { isApiPath } from '#libs/access';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { IdempotencyKeys } from './idempotency-keys.js';

const SECRET = 'api:secret';
const BESIDE = 'api:beside';
const LONGEST_KEY = 255;

/** The handler's answer holds a secret: a repeat with the same Idempotency-Key gets the status without the body. */
export const AnswersSecret = (): CustomDecorator => SetMetadata(SECRET, true);

/** The handler asks another service, which must not happen in a transaction: an Idempotency-Key is kept beside it. Repeated after a break in between it runs again, so the command itself must be safe to repeat. */
export const AsksElsewhere = (): CustomDecorator => SetMetadata(BESIDE, true);

/** The handler changes many records, each in a transaction of its own: the same. */
export const ChangesEach = AsksElsewhere;

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
    if (request.method !== 'POST' || !isApiPath(request.path) || key === undefined || !actor) return next.handle();
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > LONGEST_KEY) throw new BadRequestException('Idempotency-Key must be 1 to 255 visible characters.');
    return from(this.answer(context, next, { actor, key, route: request.path, body: bodyOf(request) }));
  }

  private async answer(context: ExecutionContext, next: CallHandler, keyed: Parameters<IdempotencyKeys['once']>[0]): Promise<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    const secret = this.reflector.get<boolean | undefined>(SECRET, context.getHandler()) ?? false;
    const work = async () => ({ body: (await lastValueFrom(next.handle(), { defaultValue: undefined })) as unknown, status: response.statusCode, secret });
    const isBeside = this.reflector.get<boolean | undefined>(BESIDE, context.getHandler()) ?? false;
    const { status, body, replayed } = await (isBeside ? this.keys.beside(keyed, work) : this.keys.once(keyed, work));
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
