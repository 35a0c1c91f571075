import { Module } from '@nestjs/common';
import { CatalogueQueries } from './application/catalogue.queries.js';
import { Catalogue } from './catalogue.public.js';

/** Regions, areas, service categories with their outcomes and levels, and service types. */
@Module({
  providers: [{ provide: Catalogue, useClass: CatalogueQueries }],
  exports: [Catalogue],
})
export class CatalogueModule {}
