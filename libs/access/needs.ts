import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import type { Request } from 'express';
import { NotSignedIn } from './not-signed-in.js';

export const ACTION = 'access:action';
export const PUBLIC = 'access:public';

/** Declares the action a handler performs; who may is the policy's business. */
export const Needs = (action: string): CustomDecorator => SetMetadata(ACTION, action);

/** Declares that anyone may call the handler, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** The acting person; throws NotSignedIn when there is none, unless `'optional'` is given, which answers undefined. */
export const CurrentActor = createParamDecorator((presence: 'optional' | undefined, context: ExecutionContext): Actor | undefined => {
  const { actor } = context.switchToHttp().getRequest<Request>();
  if (!actor && presence !== 'optional') throw new NotSignedIn();
  return actor;
});
