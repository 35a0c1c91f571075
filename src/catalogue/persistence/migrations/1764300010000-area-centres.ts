import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Code, then latitude and longitude of a point near the middle of where people live, to a tenth of a degree or better. */
const CENTRES: readonly (readonly [string, number, number])[] = [
  ['cleveland', 54.57, -1.23], ['durham', 54.7, -1.63], ['northumbria', 55.05, -1.6],
  ['cheshire', 53.2, -2.6], ['cumbria', 54.6, -2.95], ['lancashire', 53.8, -2.6], ['merseyside', 53.42, -2.93],
  ['humberside', 53.72, -0.4], ['north-yorkshire', 54.0, -1.3], ['south-yorkshire', 53.45, -1.35], ['west-yorkshire', 53.74, -1.65],
  ['dyfed-powys', 52.0, -3.9], ['gwent', 51.65, -3.05], ['north-wales', 53.17, -3.6], ['south-wales', 51.57, -3.4],
  ['staffordshire', 52.88, -2.08], ['warwickshire', 52.3, -1.53], ['west-mercia', 52.35, -2.5], ['west-midlands', 52.48, -1.88],
  ['derbyshire', 53.05, -1.53], ['leicestershire', 52.65, -1.13], ['lincolnshire', 53.1, -0.35], ['nottinghamshire', 53.05, -1.15],
  ['avon-and-somerset', 51.35, -2.7], ['devon-and-cornwall', 50.55, -4.2], ['dorset', 50.75, -2.05], ['gloucestershire', 51.85, -2.2], ['wiltshire', 51.4, -1.95],
  ['hampshire', 51.0, -1.3], ['thames-valley', 51.65, -1.05],
  ['bedfordshire', 52.0, -0.45], ['cambridgeshire', 52.4, 0.0], ['essex', 51.75, 0.55], ['hertfordshire', 51.8, -0.25], ['norfolk', 52.65, 1.0], ['northamptonshire', 52.27, -0.85], ['suffolk', 52.2, 1.0],
  ['metropolitan', 51.51, -0.12],
  ['kent', 51.25, 0.7], ['surrey', 51.27, -0.45], ['sussex', 50.9, -0.1],
  ['greater-manchester', 53.5, -2.3],
  ['bolton', 53.58, -2.43], ['bury', 53.59, -2.3], ['manchester', 53.47, -2.24], ['oldham', 53.55, -2.09], ['rochdale', 53.61, -2.14],
  ['salford', 53.5, -2.33], ['stockport', 53.4, -2.13], ['tameside', 53.48, -2.08], ['trafford', 53.42, -2.35], ['wigan', 53.53, -2.6],
];

/** Approximate centres of areas, good enough to say "15 to 30 miles". */
export class AreaCentres1764300010000 implements MigrationInterface {
  name = 'AreaCentres1764300010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.area_centre (
        area_code text primary key references catalogue.area (code),
        latitude double precision not null check (latitude between 49 and 61),
        longitude double precision not null check (longitude between -9 and 3)
      );
      grant select on catalogue.area_centre to crs_app;
    `);
    await runner.query('insert into catalogue.area_centre select * from unnest($1::text[], $2::float8[], $3::float8[])', [
      CENTRES.map(([code]) => code),
      CENTRES.map(([, latitude]) => latitude),
      CENTRES.map(([, , longitude]) => longitude),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalogue.area_centre');
  }
}
