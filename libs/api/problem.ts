import { STATUS_CODES } from 'node:http';
import { Logger } from '@nestjs/common';
import type { FieldError } from '#libs/kernel';
import type { Request, Response } from 'express';
import { outcomeOf } from './outcome.js';

/** RFC 9457 answer of the API. `rule` is the stable id shared with pages and tests. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly rule?: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
  readonly requestId?: string;
}

const log = new Logger('Api');

/** Answers an error as `application/problem+json`; logs faults of ours with the request's id. */
export function writeProblem(error: unknown, request: Request, response: Response): void {
  const { status, detail, rule, field, errors } = outcomeOf(error);
  if (status >= 500) log.error(`${request.method} ${request.path} ${request.requestId ?? ''}`, error instanceof Error ? error.stack : error);
  if (response.headersSent) {
    response.end();
    return;
  }
  const problem: Problem = {
    type: rule ? `urn:problem:${rule}` : 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: request.originalUrl.split('?')[0] ?? '/',
    rule,
    field,
    errors,
    requestId: request.requestId,
  };
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
