/** Loại thông tin (Đ9.1). */
export const DATA_CLASSES = {
    public: 'Thông tin công cộng',
    private: 'Thông tin riêng',
    personal: 'Thông tin cá nhân',
    state_secret: 'Bí mật nhà nước',
};
/** Loại hình hệ thống (Đ9.2), in the words and in the letters of the level calculator's file. */
export const SYSTEM_TYPES = {
    internal: 'Phục vụ hoạt động nội bộ',
    public_service: 'Phục vụ người dân, doanh nghiệp',
    infrastructure: 'Cơ sở hạ tầng thông tin',
    industrial_control: 'Điều khiển công nghiệp',
    other: 'Hệ thống thông tin khác',
    a: 'Phục vụ hoạt động nội bộ',
    b: 'Phục vụ người dân, doanh nghiệp',
    c: 'Cơ sở hạ tầng thông tin',
    d: 'Điều khiển công nghiệp',
    đ: 'Hệ thống thông tin khác',
};
export const HOSTING = {
    own: 'Đặt tại cơ quan',
    provincial_data_centre: 'Đặt tại Trung tâm dữ liệu tỉnh',
    hired_data_centre: 'Thuê chỗ tại trung tâm dữ liệu của doanh nghiệp',
    cloud: 'Thuê dịch vụ điện toán đám mây',
};
