import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { caseloadSorts, caseloadStages, type CaseloadSort, type CaseloadStage } from '../application/caseload-statements.js';
import { caseloadLists, type CaseloadList } from '../domain/caseload-lists.js';

const lists = [...caseloadLists];
const stages = [...caseloadStages];
const sorts = [...caseloadSorts];
const moves = ['practitioner', 'provider'];

/** Which rows of the caseload, in which order, and which page of them. */
export class ListCaseloadDto {
  @IsOptional() @IsIn(lists) list?: CaseloadList;
  @IsOptional() @IsIn(stages) stage?: CaseloadStage;
  @IsOptional() @IsIn(sorts) sort?: CaseloadSort;
  @IsOptional() @IsIn(moves) move?: 'practitioner' | 'provider';
  @IsOptional() @IsUUID() practitionerId?: string;
  @IsOptional() @IsUUID() caseworkerId?: string;
  @IsOptional() @IsString() @MaxLength(2_000) after?: string;
}

/** A reference, a CRN, or words of a name in any order. */
export class SearchCaseloadDto {
  @IsString() @MaxLength(200) q!: string;
}
