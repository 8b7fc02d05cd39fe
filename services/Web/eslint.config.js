import jsxA11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { parser, plugin } from 'typescript-eslint';

// What the compiler cannot see: hooks that break React's rules, and pages that not everybody can
// use.
export default [
  { ignores: ['dist', 'node_modules'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { ...hooks.configs.flat.recommended.plugins, '@typescript-eslint': plugin },
    rules: { ...hooks.configs.flat.recommended.rules, 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // What scrolls takes the focus, so that a keyboard can scroll it.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { tags: ['aside', 'code', 'ol'], roles: ['region', 'tabpanel'] },
      ],
    },
  },
];
