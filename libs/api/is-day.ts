import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { parseDay } from '#libs/kernel';

/** A member of a request that is a real day, `YYYY-MM-DD`, and so may be typed `Day`: 31 February is refused by name. */
export function IsDay(): PropertyDecorator {
  const validate = ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && parseDay(value) !== null,
      defaultMessage: (args) => `${args?.property ?? 'This'} must be a real day, like 2026-03-27`,
    },
  });
  return applyDecorators(validate, ApiProperty({ type: String, format: 'date' }));
}
