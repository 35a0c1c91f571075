import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { TrialModule, type TrialSettings } from './trial-module.js';

const settings = JSON.parse(process.argv[2] ?? '{}') as TrialSettings;
const service = await NestFactory.createApplicationContext(TrialModule.with(settings), { logger: ['error'] });
service.enableShutdownHooks();
process.on('message', () => process.send?.('here'));
process.send?.('ready');
// A test run that is itself killed must not leave this process behind.
process.on('disconnect', () => process.exit(1));
