import { ArrayNotEmpty, IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { roles, type Role } from '../identity.public.js';

/** Roles in the organisation whose accounts the caller looks after; a team for a practitioner. */
export class ChooseRolesDto {
  @IsArray() @ArrayNotEmpty() @IsIn(roles, { each: true }) roles!: Role[];
  @IsOptional() @IsUUID() teamId?: string;
}

/** An address to be invited. */
export class InviteDto extends ChooseRolesDto {
  @IsEmail() @MaxLength(254) email!: string;
}

/** Other roles for a colleague; `revision` is the account as the caller last saw it. */
export class ChangeRolesDto extends ChooseRolesDto {
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000) revision?: number;
}

/** Whoever takes up an invitation. An account that is opened again keeps its name; a new one needs one. */
export class AcceptInvitationDto {
  @IsOptional() @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter a name' }) name?: string;
  @IsString() @MinLength(10, { message: 'Password must be 10 characters or more' }) @MaxLength(200) password!: string;
}

/** Why someone may not join: it is sent to them. */
export class DeclineDto {
  @IsString() @MaxLength(2_000) @Matches(/\S/, { message: 'Enter the reason' }) reason!: string;
}
