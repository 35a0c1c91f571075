import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
create schema catalogue;
create table catalogue.area (
  code text primary key,
  kind text not null check (kind in ('region', 'police-area', 'local-authority', 'delivery-unit')),
  name text not null,
  parent_code text references catalogue.area (code),
  check ((kind = 'region') = (parent_code is null))
);
create index area_parent on catalogue.area (parent_code);
create table catalogue.service_category (
  code text primary key,
  name text not null unique,
  category_group text not null check (category_group in ('need', 'cohort', 'other')),
  position integer not null unique
);
create table catalogue.category_version (
  code text primary key,
  category_code text not null references catalogue.service_category (code),
  number integer not null check (number > 0),
  effective_from date not null,
  unique (category_code, number),
  unique (category_code, effective_from)
);
create table catalogue.outcome (
  version_code text not null references catalogue.category_version (code),
  code text not null,
  name text not null,
  position integer not null,
  primary key (version_code, code)
);
create table catalogue.complexity_level (
  version_code text not null references catalogue.category_version (code),
  code text not null check (code in ('LOW', 'MEDIUM', 'HIGH')),
  name text not null,
  description text not null,
  session_cap integer check (session_cap > 0),
  position integer not null,
  primary key (version_code, code)
);
create table catalogue.service_type (
  code text primary key,
  name text not null unique,
  women_only boolean not null,
  position integer not null unique
);
create table catalogue.service_type_category (
  service_type_code text not null references catalogue.service_type (code),
  category_code text not null references catalogue.service_category (code),
  primary key (service_type_code, category_code)
);
create index service_type_category_category on catalogue.service_type_category (category_code);
grant usage on schema catalogue to crs_app;
grant select on all tables in schema catalogue to crs_app;
`;

/** Region code, region name, then the names of its police areas; an area's code is its name in lower case with hyphens. */
const REGIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['A', 'North East', ['Cleveland', 'Durham', 'Northumbria']],
  ['B', 'North West', ['Cheshire', 'Cumbria', 'Lancashire', 'Merseyside']],
  ['C', 'Yorkshire and the Humber', ['Humberside', 'North Yorkshire', 'South Yorkshire', 'West Yorkshire']],
  ['D', 'Wales', ['Dyfed-Powys', 'Gwent', 'North Wales', 'South Wales']],
  ['E', 'West Midlands', ['Staffordshire', 'Warwickshire', 'West Mercia', 'West Midlands']],
  ['F', 'East Midlands', ['Derbyshire', 'Leicestershire', 'Lincolnshire', 'Nottinghamshire']],
  ['G', 'South West', ['Avon and Somerset', 'Devon and Cornwall', 'Dorset', 'Gloucestershire', 'Wiltshire']],
  ['H', 'South Central', ['Hampshire', 'Thames Valley']],
  ['I', 'East of England', ['Bedfordshire', 'Cambridgeshire', 'Essex', 'Hertfordshire', 'Norfolk', 'Northamptonshire', 'Suffolk']],
  ['J', 'London', ['Metropolitan']],
  ['K', 'Kent, Surrey and Sussex', ['Kent', 'Surrey', 'Sussex']],
  ['L', 'Greater Manchester', ['Greater Manchester']],
];

const BOROUGHS = ['Bolton', 'Bury', 'Manchester', 'Oldham', 'Rochdale', 'Salford', 'Stockport', 'Tameside', 'Trafford', 'Wigan'];

interface Category {
  readonly code: string;
  readonly name: string;
  readonly group: 'need' | 'cohort' | 'other';
  /** Code after the category's own, and the words. */
  readonly outcomes: readonly (readonly [string, string])[];
  /** What low, medium and high mean. */
  readonly levels: readonly [string, string, string];
  readonly sessionCaps?: readonly [number, number, number];
}

const CATEGORIES: readonly Category[] = [
  {
    code: 'accommodation',
    name: 'Accommodation',
    group: 'need',
    outcomes: [
      ['secured', 'The person moves into settled accommodation'],
      ['kept', 'The person keeps the accommodation they have'],
      ['progress', 'The person makes progress towards settled accommodation'],
    ],
    levels: [
      'Has somewhere to live and needs advice to keep it or to move on',
      'At risk of losing their home, or in short-term accommodation, and needs help with landlords or applications',
      'Homeless or leaving custody with nowhere to go, with needs that make housing hard to find',
    ],
  },
  {
    code: 'education-training-employment',
    name: 'Education, Training and Employment',
    group: 'need',
    outcomes: [
      ['started', 'The person starts a job, a course or training'],
      ['employable', 'The person becomes more employable: skills, documents and a plan for work'],
      ['kept', 'The person keeps their job, course or training'],
    ],
    levels: [
      'Ready for work or learning and needs direction',
      'Has gaps in skills, confidence or work history and needs regular support',
      'Far from work, with several barriers such as health, literacy or no recent work',
    ],
  },
  {
    code: 'finance-benefit-debt',
    name: 'Finance, Benefits and Debt',
    group: 'need',
    outcomes: [
      ['entitlements', 'The person receives the benefits and other income they are entitled to'],
      ['debt', 'The person deals with their debts through an agreed plan'],
      ['skills', 'The person gains the skills to manage their money'],
    ],
    levels: [
      'Manages day to day and needs information or one piece of advice',
      'Has debts or unclaimed income and needs help to put them in order',
      'In crisis: no income, enforcement action or many creditors',
    ],
  },
  {
    code: 'dependency-recovery',
    name: 'Dependency and Recovery',
    group: 'need',
    outcomes: [
      ['support', 'The person takes up the treatment or recovery support they need'],
      ['reduced-use', 'The person uses less alcohol or drugs, or none'],
      ['safer-release', 'The person has a lower risk of overdose when they leave custody'],
    ],
    levels: [
      'Stable in recovery and needs help to stay so',
      'Uses alcohol or drugs in ways that harm them and is willing to get help',
      'Dependent, with other risks such as poor health, homelessness or overdose',
    ],
  },
  {
    code: 'family',
    name: 'Family and Significant Others',
    group: 'need',
    outcomes: [
      ['relationships', 'The person has better relationships with family and others who matter to them'],
      ['breakdown', 'The person copes with the breakdown of a relationship'],
      ['parenting', 'The person is more confident as a parent'],
      ['services', 'The person and their family use the services that support families'],
    ],
    levels: [
      'Has supportive relationships that are under some strain',
      'Has relationships in conflict or little contact, and needs help to mend them',
      "Has broken or harmful relationships, or children's services are involved",
    ],
  },
  {
    code: 'lifestyle',
    name: 'Lifestyle and Associates',
    group: 'need',
    outcomes: [
      ['activity', 'The person takes part in activity that supports a life without crime'],
      ['associates', 'The person spends less time with people who lead them into harm'],
    ],
    levels: [
      'Has some positive activity and wants more',
      'Has little structure in the week and some harmful associates',
      'Most of their time and friendships are tied to offending',
    ],
  },
  {
    code: 'emotional-wellbeing',
    name: 'Emotional Wellbeing',
    group: 'need',
    outcomes: [
      ['coping', 'The person copes better and is more resilient'],
      ['health-services', 'The person uses the health services they need'],
    ],
    levels: [
      'Has low mood or worry from time to time and some ways to cope',
      'Finds everyday life hard because of how they feel',
      'In distress that affects most of their life, or has lost touch with health services',
    ],
  },
  {
    code: 'social-inclusion',
    name: 'Social Inclusion',
    group: 'need',
    outcomes: [
      ['transition', 'The person makes a successful move from custody to the community'],
      ['networks', 'The person builds a network of people who support them'],
      ['resilience', 'The person is more confident and resilient in the community'],
      ['early-contact', 'The person is in early contact with community services'],
    ],
    levels: [
      'Has some support and needs help to use it',
      'Has little support and needs help to build it',
      'Isolated, or leaving custody with nobody to turn to',
    ],
    sessionCaps: [4, 8, 12],
  },
  {
    code: 'women',
    name: 'Women',
    group: 'cohort',
    outcomes: [
      ['safety', 'The woman is safer and knows where to get help'],
      ['support', 'The woman uses support that was designed for women'],
    ],
    levels: [
      'Needs support in one part of her life',
      'Needs support in several parts of her life',
      'Needs intensive support, with risks such as abuse or losing her children',
    ],
  },
  {
    code: 'young-adults',
    name: 'Young Adults',
    group: 'cohort',
    outcomes: [
      ['adulthood', 'The young adult manages the move into adult life and services'],
      ['maturity', 'The young adult makes decisions with more thought for what follows'],
    ],
    levels: ['Has support and needs guidance', 'Has uneven support and needs regular help', 'Leaving care or custody with little support'],
  },
  {
    code: 'ethnic-minorities',
    name: 'Black and Minority Ethnic',
    group: 'cohort',
    outcomes: [
      ['trust', 'The person trusts and uses services that understand their background'],
      ['belonging', 'The person has stronger ties with their community'],
    ],
    levels: [
      'Uses services and would gain from tailored support',
      'Has met barriers to services and needs help past them',
      'Out of touch with services, with several unmet needs',
    ],
  },
  {
    code: 'restorative-justice',
    name: 'Restorative Justice',
    group: 'other',
    outcomes: [
      ['understanding', 'The person understands the harm that was done'],
      ['repair', 'The person takes part in repairing the harm'],
    ],
    levels: [
      'Ready to take part, with a simple case',
      'Needs preparation, or several people were harmed',
      'Sensitive or complex case that needs long preparation',
    ],
  },
  {
    code: 'cognitive-change',
    name: 'Cognitive and Behavioural Change',
    group: 'other',
    outcomes: [
      ['thinking', 'The person recognises the thinking that leads to harm'],
      ['behaviour', 'The person uses new ways of behaving'],
    ],
    levels: ['Needs a short course of work', 'Needs a structured programme', 'Needs intensive work with other services'],
  },
  {
    code: 'involvement',
    name: 'Service User Involvement',
    group: 'other',
    outcomes: [
      ['voice', 'The person has a say in how services are designed and run'],
      ['skills', 'The person gains skills through taking part'],
    ],
    levels: ['Takes part with little help', 'Needs some help to take part', 'Needs regular one-to-one help to take part'],
  },
];

const NEEDS = CATEGORIES.filter((category) => category.group === 'need').map((category) => category.code);

/** Code, name, women only, categories. */
const SERVICE_TYPES: readonly (readonly [string, string, boolean, readonly string[]])[] = [
  ['ACC', 'Accommodation', false, ['accommodation']],
  ['ETE', 'Education, training and employment', false, ['education-training-employment']],
  ['PWB', 'Personal wellbeing', false, ['family', 'lifestyle', 'emotional-wellbeing', 'social-inclusion']],
  ['WOS', "Women's services", true, NEEDS],
  ['FBD', 'Finance, benefit and debt', false, ['finance-benefit-debt']],
  ['DNR', 'Dependency and recovery', false, ['dependency-recovery']],
  ['MTR', 'Mentoring', false, ['lifestyle']],
];

const EFFECTIVE_FROM = '2021-06-26';
const LEVELS = [
  ['LOW', 'Low'],
  ['MEDIUM', 'Medium'],
  ['HIGH', 'High'],
] as const;

/** Regions, areas, categories with their first specification, and service types. */
export class Catalogue1764000010000 implements MigrationInterface {
  name = 'Catalogue1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await seedAreas(runner);
    for (const [index, category] of CATEGORIES.entries()) await seedCategory(runner, category, index + 1);
    for (const [index, [code, name, womenOnly, categories]] of SERVICE_TYPES.entries()) {
      await runner.query('insert into catalogue.service_type (code, name, women_only, position) values ($1, $2, $3, $4)', [
        code,
        name,
        womenOnly,
        index + 1,
      ]);
      await runner.query('insert into catalogue.service_type_category (service_type_code, category_code) select $1, unnest($2::text[])', [
        code,
        categories,
      ]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema catalogue cascade');
  }
}

async function seedAreas(runner: QueryRunner): Promise<void> {
  const insert = 'insert into catalogue.area (code, kind, name, parent_code) values ($1, $2, $3, $4)';
  for (const [code, name, policeAreas] of REGIONS) {
    await runner.query(insert, [code, 'region', name, null]);
    for (const area of policeAreas) await runner.query(insert, [slug(area), 'police-area', area, code]);
  }
  for (const borough of BOROUGHS) await runner.query(insert, [slug(borough), 'local-authority', borough, 'greater-manchester']);
}

async function seedCategory(runner: QueryRunner, category: Category, position: number): Promise<void> {
  const version = `${category.code}-1`;
  await runner.query('insert into catalogue.service_category (code, name, category_group, position) values ($1, $2, $3, $4)', [
    category.code,
    category.name,
    category.group,
    position,
  ]);
  await runner.query('insert into catalogue.category_version (code, category_code, number, effective_from) values ($1, $2, 1, $3)', [
    version,
    category.code,
    EFFECTIVE_FROM,
  ]);
  for (const [index, [code, name]] of category.outcomes.entries()) {
    const outcome = [version, `${category.code}-${code}`, name, index + 1];
    await runner.query('insert into catalogue.outcome (version_code, code, name, position) values ($1, $2, $3, $4)', outcome);
  }
  for (const [index, [code, name]] of LEVELS.entries()) {
    await runner.query(
      'insert into catalogue.complexity_level (version_code, code, name, description, session_cap, position) values ($1, $2, $3, $4, $5, $6)',
      [version, code, name, category.levels[index], category.sessionCaps?.[index] ?? null, index + 1],
    );
  }
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
