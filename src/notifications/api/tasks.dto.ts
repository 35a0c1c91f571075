import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Which page of the list. */
export class ListTasksDto {
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
