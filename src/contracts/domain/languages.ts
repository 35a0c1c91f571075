/** Languages a service can be given in besides English, those most spoken in England and Wales. A new one is a line here. */
export const languages: readonly string[] = [
  'Welsh', 'British Sign Language', 'Albanian', 'Amharic', 'Arabic', 'Bengali', 'Bulgarian', 'Cantonese', 'Czech', 'Dari', 'Dutch', 'Farsi', 'French', 'German', 'Greek', 'Gujarati', 'Hindi', 'Hungarian', 'Italian', 'Kurdish', 'Latvian',
  'Lithuanian', 'Malayalam', 'Mandarin', 'Nepali', 'Pashto', 'Polish', 'Portuguese', 'Punjabi', 'Romanian', 'Russian', 'Slovak', 'Somali', 'Spanish', 'Swahili', 'Tamil', 'Telugu', 'Tigrinya', 'Turkish', 'Ukrainian', 'Urdu', 'Vietnamese',
  'Yoruba',
];
