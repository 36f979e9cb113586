import { idOfName } from './id-of-name';

it.each([
  { name: 'Một cửa điện tử xã Đồng Tâm', id: 'mot-cua-dien-tu-xa-dong-tam' },
  { name: '  CSDL đất đai (2026) ', id: 'csdl-dat-dai-2026' },
  { name: '', id: '' },
  { name: '!!!', id: '' },
  { name: `${'a'.repeat(59)} b`, id: 'a'.repeat(59) },
])('«$name» becomes $id', ({ name, id }) => expect(idOfName(name)).toBe(id));
