import js from '@eslint/js';

/** Names that would leave a trace, weaken a secret or open a door to injected markup. */
const bannedNames = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'eval'].map((name) => ({
  name,
  message: 'A room leaves nothing behind and runs no text as code.',
}));

const bannedProperties = [
  { object: 'Math', property: 'random', message: 'Randomness comes from Web Crypto.' },
  { object: 'document', property: 'cookie', message: 'No cookies.' },
  { object: 'document', property: 'write', message: 'Build nodes instead.' },
  ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'srcdoc'].map(
    (property) => ({ property, message: 'Text of others never becomes markup: use textContent.' }),
  ),
  ...['localStorage', 'sessionStorage', 'indexedDB'].flatMap((property) =>
    ['window', 'globalThis', 'self'].map((object) => ({ object, property, message: 'A room leaves nothing behind.' })),
  ),
];

const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
  'max-params': ['error', 5],
  'max-len': ['error', { code: 120 }],
};

export default [
  { ignores: ['node_modules/', 'target/'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      ...sizes,
      // The type checker knows every global of the browser; a second list of them would only go stale.
      'no-undef': 'off',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-globals': ['error', ...bannedNames],
      'no-restricted-properties': ['error', ...bannedProperties],
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      'no-shadow': 'error',
      'no-param-reassign': 'error',
      'no-throw-literal': 'error',
      'no-promise-executor-return': 'error',
      'prefer-promise-reject-errors': 'error',
    },
  },
  {
    // A program for the command line.
    files: ['src/verify/*.js'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/test/js/**/*.js'],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipComments: true, skipBlankLines: true }] },
  },
];
