import { defineWords } from '../words/words.ts'

/** What happened to a record, in the story of a person. */
export const eventWords = defineWords({
  vi: {
    created: 'Lập hồ sơ', changed: 'Sửa hồ sơ', unit_set: 'Ghi nơi ở', number_added: 'Thêm số giấy tờ', number_ended: 'Một số giấy tờ thành số cũ', phone_added: 'Thêm số điện thoại', phone_ended: 'Một số điện thoại không còn dùng',
    household_set: 'Ghi hộ gia đình', merged: 'Gộp hồ sơ', unmerged: 'Tách lại hồ sơ đã gộp', retained: 'Kéo dài thời hạn lưu', erased: 'Hết hạn lưu, đã xóa thông tin định danh',
  },
  en: {
    created: 'Record made', changed: 'Record changed', unit_set: 'Commune noted', number_added: 'Number added', number_ended: 'A number became a former one', phone_added: 'Phone added', phone_ended: 'A phone is no longer used',
    household_set: 'Household noted', merged: 'Records merged', unmerged: 'Merged records separated', retained: 'Kept longer', erased: 'Time is over, identity erased',
  },
})

type Levels = Record<string, string>
/** The reasoning of a match in words: field and level. */
export const evidenceWords = defineWords({
  vi: {
    name: { same: 'họ tên trùng cả dấu', reordered: 'cùng các chữ trong tên, khác thứ tự', no_marks: 'họ tên trùng khi bỏ dấu (một bên gõ không dấu)', typo: 'họ tên lệch một chữ, có vẻ gõ nhầm', part: 'tên bên này thiếu chữ so với bên kia', middle_differs: 'cùng họ và tên gọi, khác chữ đệm', different: 'khác tên gọi' } as Levels,
    birth: { same_day: 'cùng ngày sinh', swapped: 'ngày và tháng sinh đảo chỗ', near: 'ngày sinh lệch một phần', same_month: 'cùng tháng, năm sinh', same_year: 'cùng năm sinh (chỉ biết năm)', differs: 'khác ngày sinh' } as Levels,
    numbers: { same: 'trùng số giấy tờ', near: 'số giấy tờ thiếu một chữ số hoặc đảo hai chữ số', one_off: 'số giấy tờ khác một chữ số', differs: 'số giấy tờ khác nhau', mixed: 'trùng một số giấy tờ nhưng khác số kia' } as Levels,
    phone: { same: 'cùng số điện thoại (gia đình có thể dùng chung)', differs: 'khác số điện thoại' } as Levels,
    address: { same: 'cùng địa chỉ', differs: 'khác địa chỉ' } as Levels,
    unit: { same: 'cùng xã, phường', differs: 'khác xã, phường' } as Levels,
    sex: { same: 'cùng giới tính', differs: 'khác giới tính' } as Levels,
  } as Record<string, Levels>,
  en: {
    name: { same: 'the name agrees with all its marks', reordered: 'the same words of the name in another order', no_marks: 'the name agrees without marks (one side is typed without them)', typo: 'one word of the name differs, like a slip', part: 'a word of the name is missing on one side', middle_differs: 'family and given name agree, the middle does not', different: 'another given name' },
    birth: { same_day: 'the same birth date', swapped: 'day and month of birth exchanged', near: 'part of the birth date differs', same_month: 'the same month of birth', same_year: 'the same year of birth (only the year is known)', differs: 'another birth date' },
    numbers: { same: 'the same number', near: 'a digit of the number missing or two swapped', one_off: 'one digit of the number differs', differs: 'another number', mixed: 'one number agrees, another does not' },
    phone: { same: 'the same phone (families share one)', differs: 'another phone' },
    address: { same: 'the same address', differs: 'another address' },
    unit: { same: 'the same commune', differs: 'another commune' },
    sex: { same: 'the same sex', differs: 'another sex' },
  },
})
