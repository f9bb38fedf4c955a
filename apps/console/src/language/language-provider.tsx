import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { zh, type Language, type Messages } from './messages.js';

const KEPT_AS = 'chakong-language';

interface Chosen {
  readonly language: Language;
  readonly messages: Messages;
  readonly change: () => void;
}

const Current = createContext<Chosen>({ language: 'zh', messages: zh, change: () => undefined });

/** Chinese unless this browser chose English before; English is fetched only then. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(kept);
  const [english, setEnglish] = useState<Messages>();
  useEffect(() => {
    if (language === 'en') void import('./english.js').then(({ en }) => setEnglish(en));
  }, [language]);
  const messages = language === 'en' && english !== undefined ? english : zh;
  const change = useCallback(() => {
    setLanguage((now) => {
      const next = now === 'zh' ? 'en' : 'zh';
      keep(next);
      return next;
    });
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
    document.title = messages.shell.title;
  }, [language, messages]);
  const chosen = useMemo(() => ({ language, messages, change }), [language, messages, change]);
  return <Current value={chosen}>{children}</Current>;
}

export const useMessages = (): Messages => useContext(Current).messages;
export const useLanguage = (): Chosen => useContext(Current);

/** Storage may be switched off; then it is Chinese at every start. */
function kept(): Language {
  try {
    return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Nothing to be done: it is chosen anew next time.
  }
}
