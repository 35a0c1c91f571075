import { Injectable, RequestMethod, type INestApplicationContext, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Actions } from './actions.js';
import { ACTION, PUBLIC } from './needs.js';
import { isApiPath } from './request.js';

/** One route of the application and what it needs. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  /** `Controller.handler`. */
  readonly handler: string;
  readonly action: string;
  readonly kind: 'page' | 'api';
}

interface FoundRoute extends Omit<DeclaredRoute, 'action'> {
  readonly action: string | undefined;
  readonly isMarked: (key: string) => boolean;
}

/** Knows every route of every controller, and refuses to boot when one is undeclared or names an action no policy has. */
@Injectable()
export class Routes implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly actions: Actions,
  ) {}

  onApplicationBootstrap(): void {
    this.check();
  }

  /** Throws an Error listing the handlers that carry neither declaration, and those whose action is unknown. */
  check(): void {
    const faults = this.find().flatMap((route) => {
      if (!route.action) return [`${route.handler} (${route.method} ${route.path}) carries neither @Needs nor @Public`];
      if (route.action === 'public' || this.actions.has(route.action)) return [];
      return [`${route.handler} (${route.method} ${route.path}) needs ${route.action}, which no policy declares`];
    });
    if (faults.length > 0) throw new Error(`Refusing to start:\n- ${[...new Set(faults)].join('\n- ')}`);
  }

  /** Every declared route; `action` is `'public'` where anyone may. */
  all(): DeclaredRoute[] {
    return this.find().map(({ isMarked: _, ...route }) => ({ ...route, action: route.action ?? 'undeclared' }));
  }

  /** The routes whose handlers carry some metadata: how what runs before the routing knows which it is for. */
  marked(key: string): Pick<DeclaredRoute, 'method' | 'path'>[] {
    return this.find().filter(({ isMarked }) => isMarked(key));
  }

  private find(): FoundRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => (metatype ? this.routesOf(metatype as new () => object) : []));
  }

  private routesOf(controller: new () => object): FoundRoute[] {
    const prototype = controller.prototype as Record<string, () => unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (!handler || method === undefined) return [];
      return pathsOf(controller, handler).map((path) => ({
        method: RequestMethod[method],
        path,
        handler: `${controller.name}.${name}`,
        action: this.declarationOf(controller, handler),
        kind: isApiPath(path) ? ('api' as const) : ('page' as const),
        isMarked: (key: string) => Reflect.hasMetadata(key, handler),
      }));
    });
  }

  private declarationOf(controller: new () => object, handler: () => unknown): string | undefined {
    const places = [handler, controller];
    const action = this.reflector.getAllAndOverride<string | undefined>(ACTION, places);
    return action ?? (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places) ? 'public' : undefined);
  }
}

/** Every route of a running application, for tests that walk route × role. */
export function declaredRoutes(app: INestApplicationContext): DeclaredRoute[] {
  return app.get(Routes, { strict: false }).all();
}

function pathsOf(controller: object, handler: object): string[] {
  const prefixes = asList(Reflect.getMetadata(PATH_METADATA, controller));
  const paths = asList(Reflect.getMetadata(PATH_METADATA, handler));
  return prefixes.flatMap((prefix) => paths.map((path) => `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')));
}

function asList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value ?? '/']).map(String);
}
