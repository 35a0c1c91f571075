import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import { isApiPath, Routes } from '#libs/access';
import { storableJson } from '#libs/api';
import { ACCEPTS_UPLOAD, receiveUpload } from '#libs/documents';
import { Assets } from './assets.js';
import { csrfProtection } from './csrf.js';
import { Metrics } from './metrics.js';
import { identify, refuseNul, securityHeaders } from './security.js';
import { Sessions } from './sessions.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

const BODY_LIMIT = '1mb';

/** What runs between the session and the reading of the body: whoever sets `request.actor`. Pages have a session, the API has none. */
export interface WebConfiguration {
  readonly authenticate?: readonly RequestHandler[];
}

/** Puts everything around the routes, in order. Create the application with `{ bodyParser: false }` and call this before `init` or `listen`. */
export function configureWeb(app: NestExpressApplication, { authenticate = [] }: WebConfiguration = {}): void {
  const options = app.get<WebOptions>(WEB_OPTIONS, { strict: false });
  const service = <T>(type: new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies ?? false);
  app.use(identify, securityHeaders(options.secure ?? false), service(Metrics).middleware(), service(Assets).router(), refuseNul);
  app.use(onPages(service(Sessions).middleware()));
  for (const handler of authenticate) app.use(handler);
  app.use(uploadsTo(service(Routes).marked(ACCEPTS_UPLOAD))); // before the form token is looked for: it is one of the form's fields
  app.use(onApi(express.json({ limit: BODY_LIMIT, strict: true })), onApi(storableJson));
  app.use(onPages(express.urlencoded({ limit: BODY_LIMIT, extended: false, parameterLimit: 5_000 })), onPages(csrfProtection));
}

/** Multipart forms are read on the routes that take them and on no other. */
function uploadsTo(routes: readonly { readonly method: string; readonly path: string }[]): RequestHandler {
  const router = express.Router();
  const receive = receiveUpload();
  for (const { method, path } of routes) if (method === 'POST') router.post(path, receive);
  return router;
}

function onApi(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (isApiPath(request.path) ? handler(request, response, next) : next());
}

function onPages(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (isApiPath(request.path) ? next() : handler(request, response, next));
}
