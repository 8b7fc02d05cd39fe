import hooks from 'eslint-plugin-react-hooks';
import { parser, plugin } from 'typescript-eslint';

// What the compiler cannot see: hooks that are called conditionally (a white page), and effects that miss what they depend on.
export default [
  { ignores: ['dist', 'node_modules'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'react-hooks': hooks, '@typescript-eslint': plugin },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
];
