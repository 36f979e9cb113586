import type { Bilingual, ErrorCode } from '@khien/model';

/** What a person reads for each error code. */
export const PROBLEM_TEXTS: Record<ErrorCode, { title: Bilingual; detail: Bilingual }> = {
  bad_request: {
    title: { vi: 'Yêu cầu không đọc được', en: 'Request cannot be read' },
    detail: { vi: 'Nội dung gửi lên sai định dạng.', en: 'What was sent is malformed.' },
  },
  unauthenticated: {
    title: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
    detail: {
      vi: 'Phiên làm việc không còn hiệu lực; hãy đăng nhập lại.',
      en: 'There is no valid session; sign in again.',
    },
  },
  forbidden: {
    title: { vi: 'Không được phép', en: 'Not allowed' },
    detail: { vi: 'Vai trò của bạn không cho phép việc này.', en: 'Your role does not allow this.' },
  },
  not_found: {
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    detail: {
      vi: 'Không có, hoặc ngoài phạm vi của bạn.',
      en: 'It does not exist or is outside your scope.',
    },
  },
  conflict: {
    title: { vi: 'Trạng thái không cho phép', en: 'State does not allow it' },
    detail: {
      vi: 'Trạng thái hiện tại không cho phép bước này; hãy tải lại.',
      en: 'The present state does not allow this step; reload.',
    },
  },
  precondition_failed: {
    title: { vi: 'Đã có người thay đổi', en: 'Changed by somebody else' },
    detail: {
      vi: 'Người khác vừa thay đổi; hãy tải lại rồi thử lại.',
      en: 'Somebody else has just changed it; reload and try again.',
    },
  },
  too_large: {
    title: { vi: 'Quá lớn', en: 'Too large' },
    detail: { vi: 'Nội dung gửi lên vượt giới hạn.', en: 'What was sent exceeds the limit.' },
  },
  unsupported_media_type: {
    title: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'Unsupported content type' },
    detail: { vi: 'Chỉ nhận application/json (UTF-8).', en: 'Only application/json (UTF-8) is taken.' },
  },
  invalid: {
    title: { vi: 'Dữ liệu không hợp lệ', en: 'Invalid input' },
    detail: { vi: 'Một số trường không hợp lệ.', en: 'Some fields are not valid.' },
  },
  precondition_required: {
    title: { vi: 'Thiếu phiên bản', en: 'Version required' },
    detail: { vi: 'Hãy gửi If-Match với ETag đã đọc.', en: 'Send If-Match with the ETag that was read.' },
  },
  too_many_requests: {
    title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
    detail: { vi: 'Hãy thử lại sau ít phút.', en: 'Try again in a few minutes.' },
  },
  internal: {
    title: { vi: 'Lỗi hệ thống', en: 'Internal error' },
    detail: {
      vi: 'Đã ghi nhận lỗi; hãy báo mã theo dõi cho quản trị.',
      en: 'The error was recorded; give the trace id to the administrator.',
    },
  },
  unavailable: {
    title: { vi: 'Tạm thời không phục vụ được', en: 'Unavailable for the moment' },
    detail: {
      vi: 'Hệ thống đang bận hoặc kho dữ liệu chưa sẵn sàng.',
      en: 'The system is busy or its store is not ready.',
    },
  },
  bad_configuration: {
    title: { vi: 'Lỗi cấu hình', en: 'Configuration error' },
    detail: {
      vi: 'Cấu hình máy chủ sai; hãy báo quản trị.',
      en: 'The server is misconfigured; tell the administrator.',
    },
  },
};

/** Texts for the stable keys that libs put into a problem's message. */
export const KEYED_TEXTS: Readonly<Record<string, Bilingual>> = {
  'session.wrong_credentials': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'Name or password is wrong.',
  },
  'setup.wrong_secret': { vi: 'Mã thiết lập không đúng.', en: 'The set-up secret is wrong.' },
  'setup.done': { vi: 'Hệ thống đã được thiết lập.', en: 'Set-up is already done.' },
  'user.exists': { vi: 'Tên đăng nhập đã có người dùng.', en: 'That name is taken.' },
  'password.too_short': {
    vi: 'Mật khẩu cần ít nhất 12 ký tự.',
    en: 'A password needs at least 12 characters.',
  },
  'password.too_long': { vi: 'Mật khẩu dài tối đa 128 ký tự.', en: 'A password has at most 128 characters.' },
  'password.too_common': {
    vi: 'Mật khẩu dễ đoán; hãy dùng vài từ không liên quan.',
    en: 'Easy to guess; use a few unrelated words.',
  },
  'password.context_word': { vi: 'Mật khẩu chứa tên của bạn.', en: 'The password is made of your name.' },
  'alert.acknowledge_while_acknowledged': {
    vi: 'Cảnh báo đã có người tiếp nhận.',
    en: 'Somebody has already taken the alert.',
  },
  'alert.acknowledge_while_closed': {
    vi: 'Cảnh báo đã đóng; hãy mở lại trước.',
    en: 'The alert is closed; reopen it first.',
  },
  'alert.close_while_new': {
    vi: 'Hãy tiếp nhận cảnh báo trước khi đóng.',
    en: 'Acknowledge the alert before closing it.',
  },
  'alert.close_while_closed': { vi: 'Cảnh báo đã đóng.', en: 'The alert is already closed.' },
  'alert.reopen_while_new': { vi: 'Cảnh báo đang mở.', en: 'The alert is open.' },
  'alert.reopen_while_acknowledged': { vi: 'Cảnh báo đang mở.', en: 'The alert is open.' },
  'alert.close_needs_note': {
    vi: 'Ghi chú khi đóng cần ít nhất 5 ký tự.',
    en: 'Closing needs a note of at least 5 characters.',
  },
  'alert.reopen_needs_note': { vi: 'Hãy ghi lý do mở lại.', en: 'Say why it is reopened.' },
  'alert.note_needs_note': { vi: 'Ghi chú đang trống.', en: 'The note is empty.' },
  'request.cross_site': {
    vi: 'Yêu cầu không đến từ trang này.',
    en: 'The request does not come from this site.',
  },
  'range.too_old': {
    vi: 'Số liệu theo phút chỉ giữ trong 48 giờ gần nhất.',
    en: 'Figures by the minute are kept for the last 48 hours only.',
  },
  'range.too_long': { vi: 'Khoảng thời gian tối đa 24 giờ.', en: 'The range is at most 24 hours.' },
  'dead_letter.ids_or_source': {
    vi: 'Chọn các bản ghi hoặc một nguồn.',
    en: 'Choose records or one source.',
  },
  'body.bad_key': {
    vi: 'Tên trường không được phép.',
    en: 'A field may not have this name.',
  },
  'body.bad_text': {
    vi: 'Văn bản chứa ký tự không lưu được.',
    en: 'The text holds characters that cannot be kept.',
  },
  'idempotency.malformed': {
    vi: 'Idempotency-Key cần 8 đến 200 ký tự in được.',
    en: 'Idempotency-Key takes 8 to 200 printable characters.',
  },
  'idempotency.other_call': {
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác.',
    en: 'This Idempotency-Key was used for another request.',
  },
  'idempotency.in_flight': {
    vi: 'Yêu cầu cùng Idempotency-Key đang được xử lý.',
    en: 'A request with this Idempotency-Key is still running.',
  },
  'day.none_such': { vi: 'Không có ngày này trong lịch.', en: 'There is no such day.' },
  'upload.bad_name': {
    vi: 'Tên tệp không được chứa đường dẫn hay ký tự đặc biệt.',
    en: 'The name of a file holds no path and no special characters.',
  },
  'upload.too_large': { vi: 'Tệp lớn hơn 8 MiB.', en: 'The file is larger than 8 MiB.' },
  'upload.not_base64': {
    vi: 'Nội dung tệp không phải base64.',
    en: 'The content of the file is not base64.',
  },
  'upload.not_pdf': { vi: 'Tệp này không phải PDF.', en: 'This file is not a PDF.' },
  'upload.cut_off': { vi: 'Tệp PDF bị thiếu phần cuối.', en: 'The end of the PDF is missing.' },
  'upload.other_type': {
    vi: 'Chỉ nhận tệp PDF, DOCX, XLSX, PNG hoặc JPEG.',
    en: 'Only PDF, DOCX, XLSX, PNG and JPEG files are taken.',
  },
  'upload.other_content': {
    vi: 'Nội dung tệp không đúng với kiểu đã khai.',
    en: 'The content of the file is not of the type that was said.',
  },
  'document.not_fitting': {
    vi: 'Biểu mẫu này không dùng cho hồ sơ ở bước hiện tại.',
    en: 'This form does not fit the dossier as it stands.',
  },
  'document.unknown_form': {
    vi: 'Không có biểu mẫu này trong hồ sơ.',
    en: 'A dossier has no such form.',
  },
  'agency.unknown': {
    vi: 'Không có cơ quan này, hoặc ngoài phạm vi của bạn.',
    en: 'No such body, or it is outside your scope.',
  },
  'agency.tree_is_admin': {
    vi: 'Chỉ quản trị được thay đổi loại và cấp trên của cơ quan.',
    en: 'Only an administrator changes the kind of a body and what it is under.',
  },
  'register.id_taken': { vi: 'Mã này đã được dùng.', en: 'This id is taken.' },
  'register.id_differs': {
    vi: 'Mã trong nội dung khác mã trên địa chỉ.',
    en: 'The id in the body is not that of the address.',
  },
  'register.outcome_of_dossier': {
    vi: 'Cấp độ và tình trạng phê duyệt do hồ sơ quyết định, không sửa trên phiếu.',
    en: 'Level and approval follow from the dossier and are not edited on the card.',
  },
  'register.party_by_decision': {
    vi: 'Chủ quản, đơn vị chuyên trách và đơn vị thẩm định do quản trị ghi theo quyết định phân công.',
    en: 'The owner, the specialised unit and the appraiser are recorded by an administrator, by the decision that names them.',
  },
  'dossier.not_your_role': {
    vi: 'Vai trò của bạn không được làm bước này của hồ sơ.',
    en: 'Your role may not do this step of a dossier.',
  },
  'section.too_many_answers': {
    vi: 'Tối đa 500 câu trả lời một phần.',
    en: 'A part holds at most 500 answers.',
  },
  'section.not_inheritable': {
    vi: 'Chỉ kế thừa được phần này từ nền tảng mà hệ thống đặt trên đó.',
    en: 'This part can only be inherited from the platform the system stands on.',
  },
};
