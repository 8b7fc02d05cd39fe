import { languages, setLanguage, useLanguage } from './language';

/** In which language exercises are read and coached; the pages around them stay English. */
export function LanguageSwitch() {
  const chosen = useLanguage();
  return (
    <div
      className="tabs"
      role="group"
      aria-label="Language of the exercises"
      data-testid="language"
      data-lang={chosen}
    >
      {languages.map(({ lang, name }) => (
        <button
          key={lang}
          type="button"
          lang={lang}
          aria-pressed={lang === chosen}
          data-testid={`language-${lang}`}
          onClick={() => setLanguage(lang)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
