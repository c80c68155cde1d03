/** Days a record may name a person when no room asks for longer; counted from the day it was written or last needed. Changed by the setting `people.retention_days`. */
export const retentionDays = 365
/** Candidates met by one key: a key shared by more (everybody called Nguyễn Văn Nam in 1985) is cut, newest first. */
export const candidateCap = 24
/** Pairs a single record may put before people. */
export const mostPairs = 5
