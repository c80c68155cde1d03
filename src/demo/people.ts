/** Names of the demonstration's people: invented, from common family, middle and given names of the province's peoples. */
const family = ['Nguyễn', 'Hoàng', 'Nông', 'Ma', 'Lý', 'Bàn', 'Triệu', 'Đặng', 'Vàng', 'Sùng', 'Lò', 'Phạm', 'Trần', 'Quan', 'Hà', 'Chẩu', 'Lương', 'Giàng', 'Thào', 'Vũ']
const middle = ['Văn', 'Thị', 'Đức', 'Thị Thu', 'Minh', 'Thị Hồng', 'Quốc', 'Thị Kim', 'Hữu', 'Thị Ngọc']
const given = ['Hải', 'Lan', 'Tuấn', 'Hương', 'Sơn', 'Mai', 'Dũng', 'Nga', 'Khánh', 'Thủy', 'Long', 'Hạnh', 'Quyết', 'Phượng', 'Chiến', 'Tâm', 'Bình', 'Yến', 'Kiên', 'Duyên']

/** The nth name; the same n is always the same person. */
export const nameOf = (n: number): string => `${family[(n * 7) % family.length]} ${middle[(n * 3) % middle.length]} ${given[(n * 11) % given.length]}`
