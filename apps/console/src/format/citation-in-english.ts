/**
 * Citations that are no article but words, in English. The data says them in Vietnamese, as a Vietnamese reader cites them;
 * a test holds this list to the data. What is not here is shown as it stands.
 */
const IN_ENGLISH: Readonly<Record<string, string>> = {
  'Chưa có căn cứ': 'No basis yet',
  'Chỉ thị 01/CT-BTTTT năm 2020, hiệu lực hiện nay chưa xác lập':
    'Directive 01/CT-BTTTT of 2020, whether it is still in force is not established',
  'Cách hiểu chặt': 'Strict reading',
  'Cách hiểu khác của kế hoạch': 'Another reading of the plan',
  'Cách làm của phần mềm': 'How the software does it',
  'Dự thảo Chiến lược dữ liệu (Khánh Hòa)': 'Draft data strategy (Khánh Hòa)',
  'Gộp các kế hoạch và Luật 116 Đ10.4': 'The plans taken together with Law 116, Article 10, clause 4',
  'Gộp các kế hoạch và TCVN 14423:2026 6.13.2.1c': 'The plans taken together with TCVN 14423:2026 6.13.2.1c',
  'Kế hoạch 129 (Đắk Lắk)': 'Plan 129 (Đắk Lắk)',
  'Kế hoạch 69 (Quảng Ngãi)': 'Plan 69 (Quảng Ngãi)',
  'Kế hoạch Chuyển đổi số (Khánh Hòa)': 'Digital transformation plan (Khánh Hòa)',
  'Kế hoạch Chuyển đổi số (Khánh Hòa), Phụ lục II': 'Digital transformation plan (Khánh Hòa), Annex II',
  'Kế hoạch khắc phục': 'Plan of the gap',
  'Kế hoạch của Quảng Ngãi (mục tiêu)': 'Plan of Quảng Ngãi (targets)',
  'Kế hoạch của Quảng Ngãi (nhiệm vụ)': 'Plan of Quảng Ngãi (tasks)',
  'Kế hoạch của Quảng Ngãi, cách hiểu chặt': 'Plan of Quảng Ngãi, read strictly',
  'Kế hoạch của tỉnh': 'Plan of the province',
  'Kế hoạch của tỉnh (Khánh Hòa)': 'Plan of the province (Khánh Hòa)',
  'Kế hoạch của tỉnh (Khánh Hòa): có phương án trước khi kết nối, đồng bộ về Trung tâm dữ liệu quốc gia':
    'Plan of the province (Khánh Hòa): a security plan before connecting to the National Data Centre',
  'Kế hoạch của tỉnh (Khánh Hòa, Quảng Ngãi)': 'Plan of the province (Khánh Hòa, Quảng Ngãi)',
  'Kế hoạch của tỉnh (Khánh Hòa, Đắk Lắk, Quảng Ngãi)':
    'Plan of the province (Khánh Hòa, Đắk Lắk, Quảng Ngãi)',
  'Kế hoạch của tỉnh (Quảng Ngãi)': 'Plan of the province (Quảng Ngãi)',
  'Kế hoạch của tỉnh (Đắk Lắk, Quảng Ngãi)': 'Plan of the province (Đắk Lắk, Quảng Ngãi)',
  'Kế hoạch của Đắk Lắk (nhiệm vụ 4.4)': 'Plan of Đắk Lắk (task 4.4)',
  'Kế hoạch của Đắk Lắk, Quảng Ngãi (mục tiêu)': 'Plans of Đắk Lắk and Quảng Ngãi (targets)',
  'Mặc định của phần mềm, chưa phải lựa chọn của tỉnh.':
    'The default of the software, not yet a choice of the province.',
  'NĐ 331 Phụ lục, Mẫu số 01': 'Annex to Decree 331, Form 01',
  'NĐ 331 Phụ lục, Mẫu số 02': 'Annex to Decree 331, Form 02',
  'NĐ 331 Phụ lục, Mẫu số 03': 'Annex to Decree 331, Form 03',
  'NĐ 331 Phụ lục, Mẫu số 04': 'Annex to Decree 331, Form 04',
  'NĐ 331 Phụ lục, Mẫu số 05': 'Annex to Decree 331, Form 05',
  'NĐ 331 Phụ lục, Mẫu số 06': 'Annex to Decree 331, Form 06',
  'NĐ 331 Phụ lục, Mẫu số 07': 'Annex to Decree 331, Form 07',
  'NĐ 331 Phụ lục, Mẫu số 08': 'Annex to Decree 331, Form 08',
  'NĐ 331 Đ28.5a không nêu số': 'Decree 331, Article 28, clause 5, point a states no figure',
  'NĐ 331 Đ35, Mẫu 08': 'Decree 331, Article 35, Form 08',
  'Phụ lục của kế hoạch, cách hiểu rộng': 'Annex to the plan, read widely',
  'Quyết định phê duyệt': 'Decision of approval',
  'Suy luận từ NĐ 331 Đ27': 'Inferred from Decree 331, Article 27',
  'Suy luận từ kế hoạch của tỉnh (giám sát 24/7)':
    'Inferred from the plan of the province (monitoring day and night)',
  'Suy luận từ mô hình 4 lớp và NĐ 330 Đ21': 'Inferred from the four-layer model and Decree 330, Article 21',
  'Suy luận từ yêu cầu kiểm tra độc lập của mô hình 4 lớp':
    'Inferred from the independent assessment the four-layer model asks for',
  'Tham số của địa phương': 'Parameter of the province',
  'Theo NĐ 85 Đ20.2c, không được nhắc lại trong NĐ 331':
    'By Decree 85, Article 20, clause 2, point c, not repeated in Decree 331',
  'Thẻ hệ thống': 'Card of the system',
  'Thời hạn của chứng cứ theo bộ biện pháp': 'How long evidence counts, by the catalogue of controls',
  'chu kỳ tạm theo NĐ 85 Đ20.2c': 'for now the interval of Decree 85, Article 20, clause 2, point c',
  'kế hoạch của tỉnh (hệ thống mới phát sinh)': 'plan of the province (systems that come new)',
  'phạm vi theo K1': 'scope by K1',
  'thời hạn theo NĐ 333 Đ24.8': 'time limit by Decree 333, Article 24, clause 8',
  'tên gọi theo K8': 'names by K8',
  'Đề xuất của bộ công cụ, gồm cả phê duyệt': 'Proposal of the toolkit, approval included',
};

/** The English of a citation in words; undefined for an article, an act, or words nobody translated. */
export const citationInEnglish = (words: string): string | undefined => IN_ENGLISH[words];
