import { ArrayNotEmpty, IsArray, IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { roles, type Role } from '../identity.public.js';

/** Someone to be given an account in the organisation whose accounts the caller looks after. */
export class CreateUserDto {
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter a name' }) name!: string;
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MinLength(10, { message: 'Password must be 10 characters or more' }) @MaxLength(200) password!: string;
  @IsArray() @ArrayNotEmpty() @IsIn(roles, { each: true }) roles!: Role[];
  @IsOptional() @IsUUID() teamId?: string;
}
