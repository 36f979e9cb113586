import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/marks.css';
import './styles/table.css';
import './styles/page.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startLanguages } from './i18n/languages';

const root = document.getElementById('root');
if (!root) throw new Error('console: no element #root');
void startLanguages().then(() => createRoot(root).render(<App />));
