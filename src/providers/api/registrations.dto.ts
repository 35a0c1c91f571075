import { IsEmail, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** A registered organisation, by one of its numbers or its name, and who asks to join it. */
export class AskToJoinDto {
  @IsOptional() @IsString() @MaxLength(20) companyNumber?: string | null;
  @IsOptional() @IsString() @MaxLength(20) charityNumber?: string | null;
  @IsOptional() @IsString() @MaxLength(200) organisationName?: string | null;
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter your name' }) name!: string;
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MaxLength(2_000) @Matches(/\S/, { message: 'Say what you do there' }) note!: string;
}

/** Why a registration is not the listed organisation: it is sent to whoever registered. */
export class RefuseRegistrationDto {
  @IsString() @MaxLength(2_000) @Matches(/\S/, { message: 'Enter the reason' }) reason!: string;
}
