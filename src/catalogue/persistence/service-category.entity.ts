import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { CategoryGroup, LevelCode } from '../domain/service-category.js';

/** One of the framework's categories. */
@Entity({ schema: 'catalogue', name: 'service_category' })
export class ServiceCategoryEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'category_group' })
  group!: CategoryGroup;

  @Column({ type: 'integer' })
  position!: number;
}

/** The specification of a category from a day on. */
@Entity({ schema: 'catalogue', name: 'category_version' })
export class CategoryVersionEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  categoryCode!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'date' })
  effectiveFrom!: Day;
}

/** A desired outcome in one version of a category. */
@Entity({ schema: 'catalogue', name: 'outcome' })
export class OutcomeEntity {
  @PrimaryColumn({ type: 'text' })
  versionCode!: string;

  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  position!: number;
}

/** A complexity level in one version of a category. */
@Entity({ schema: 'catalogue', name: 'complexity_level' })
export class ComplexityLevelEntity {
  @PrimaryColumn({ type: 'text' })
  versionCode!: string;

  @PrimaryColumn({ type: 'text' })
  code!: LevelCode;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'integer', nullable: true })
  sessionCap!: number | null;

  @Column({ type: 'integer' })
  position!: number;
}
