/**
 * Pieces of the passwords that are guessed first, English and Vietnamese, without marks and in lower case. Short on purpose:
 * with twelve characters at least, what matters is that these do not make up the password.
 */
export const COMMON_WORDS: readonly string[] = [
  'password passwd passw0rd passphrase pass matkhau mat khau admin administrator quantri quan tri root system user login',
  'dangnhap dang nhap welcome letmein changeme change default secret master server guest test testing temp demo sample',
  'qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm zxcvbn qazwsx 1q2w3e4r5t 1q2w3e4r 1qaz2wsx q1w2e3r4 abcdefghijkl abcdef abc123',
  '1234567890 0123456789 123456789 12345678 1234567 123456 12345 1234 123 0987654321 987654321 87654321 654321 54321 4321',
  '111111 000000 112233 121212 123123 123321 147258369 159753 696969 888888 666666 999999 686868 789789 102030',
  '2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 1975 1990 1945',
  'iloveyou anhyeuem emyeuanh yeuanh yeuem anhyeu love sunshine princess dragon monkey football baseball superman batman',
  'shadow michael jordan hunter killer trustno1 starwars whatever freedom computer internet google facebook samsung apple',
  'vietnam viet nam hanoi saigon danang haiphong cantho hochiminh bac ho tinh thanhpho ubnd chinhquyen congan bocongan',
  'khien soc siem monitor giamsat giam sat antoan an toan baomat bao mat security trungtam sothongtin dulieu',
  'hello xinchao chao company office windows microsoft linux ubuntu oracle cisco fortinet database',
]
  .join(' ')
  .split(' ');
