import { BadRequestException, Injectable, ValidationPipe, type PipeTransform } from '@nestjs/common';
import { InvalidInput, isId, type FieldError } from '#libs/kernel';
import type { ValidationError } from 'class-validator';
import type { RequestHandler } from 'express';
import { cleanJson } from './clean-text.js';

/** Reads DTO classes: unknown members are refused, failures become InvalidInput with dotted field names. */
export function inputPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

/** `@Param('id', IdParam) id: string`: a malformed id answers 400. */
@Injectable()
export class IdParam implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !isId(value)) throw new BadRequestException('That is not an id this service uses.');
    return value.toLowerCase();
  }
}

/** Gives every JSON text the form in which it is stored, and refuses text that cannot be. */
export const storableJson: RequestHandler = (request, _response, next) => {
  const { value, errors } = cleanJson(request.body);
  request.body = value;
  next(errors.length > 0 ? new InvalidInput(errors) : undefined);
};

function fieldErrors(error: ValidationError, above: string): FieldError[] {
  const field = above ? `${above}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
