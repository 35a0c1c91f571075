import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import express, { Router, type Response } from 'express';
import { packages } from './templates.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

const SCRIPT = `import { initAll } from './govuk-frontend.js';
import { initAll as initMoj } from './moj-frontend.js';
initAll();
initMoj();
`;

/** Style sheet, scripts and pictures: read once at start, addressed by a hash of their content so that browsers may keep them for ever. */
@Injectable()
export class Assets {
  /** First characters of the hash of everything served. */
  readonly version: string;
  /** Address of the folder that holds `service.css` and `service.js`. */
  readonly base: string;
  private readonly files: ReadonlyMap<string, string>;

  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {
    this.files = new Map([
      ['service.css', this.styleSheet()],
      ['service.js', SCRIPT],
      ['govuk-frontend.js', withoutSourceMap(read(packages.govuk, 'govuk/govuk-frontend.min.js'))],
      ['moj-frontend.js', withoutSourceMap(read(packages.moj, 'moj/moj-frontend.min.js'))],
      ...this.own('.js').map((name) => [name, read(options.assets ?? '', name)] as const),
    ]);
    this.version = createHash('sha256').update([...this.files.values()].join('\0')).digest('hex').slice(0, 12);
    this.base = `/assets/${this.version}`;
  }

  /** Everything under /assets. The Transport font and the crown are not ours to serve. */
  router(): Router {
    const router = Router();
    for (const [name, text] of this.files) {
      router.get(`${this.base}/${name}`, (_request, response) => void forEver(response).type(name.slice(name.lastIndexOf('.'))).send(text));
    }
    const pictures = { index: false, maxAge: '1d', redirect: false };
    const own = this.options.assets;
    if (own) router.use(this.base, express.static(own, { ...pictures, immutable: true, maxAge: '1y' }));
    router.use('/assets/images', express.static(join(packages.moj, 'moj/assets/images'), pictures));
    router.use('/assets', (_request, response) => void response.status(404).type('text/plain').send('Not found'));
    return router;
  }

  /** The application's own assets of one kind. */
  private own(extension: string): string[] {
    const { assets } = this.options;
    return assets && existsSync(assets) ? readdirSync(assets).filter((name) => name.endsWith(extension)).sort() : [];
  }

  private styleSheet(): string {
    return [
      withoutFont(read(packages.govuk, 'govuk/govuk-frontend.min.css')),
      withoutFont(read(packages.moj, 'moj/moj-frontend.min.css')),
      ...this.own('.css').map((name) => read(this.options.assets ?? '', name)),
    ].join('\n');
  }
}

function forEver(response: Response): Response {
  return response.setHeader('cache-control', 'public, max-age=31536000, immutable');
}

/** GDS Transport is licensed to gov.uk domains alone: its faces and its name are taken out. */
function withoutFont(css: string): string {
  return withoutSourceMap(css)
    .replace(/@font-face\{[^}]*GDS Transport[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial', 'Arial');
}

function withoutSourceMap(text: string): string {
  return text.replace(/(\/\*|\/\/)# sourceMappingURL=.*$/m, '');
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
