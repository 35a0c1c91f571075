import { Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { inputPipe } from './input.js';

/** Validation of DTO classes everywhere. */
@Module({ providers: [{ provide: APP_PIPE, useFactory: inputPipe }] })
export class ApiModule {}
