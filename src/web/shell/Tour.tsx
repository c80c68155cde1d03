import { useLayoutEffect, useRef, useState } from 'react'
import { defineWords } from '../../words/words.ts'
import { useWords } from '../language.ts'
import css from './Tour.module.css'

const words = defineWords({
  vi: {
    step: (n: number, all: number) => `${n}/${all}`, next: 'Tiếp', done: 'Bắt đầu làm việc', skip: 'Bỏ qua', title: 'Hướng dẫn một phút',
    steps: {
      welcome: ['Từ tờ văn bản đến việc của từng đơn vị', 'Văn bản vào sổ, tách thành từng nhiệm vụ có đơn vị chủ trì và hạn; đơn vị nhận, làm, báo cáo ngay ở đây. Màn hình nào cũng trả lời một câu hỏi ở dòng đầu.'],
      navigation: ['Ba mảng việc', 'Chỉ đạo, Thực địa, Hậu cần. Chỉ hiện những mục mà chức vụ đang dùng được vào.'],
      post: ['Luôn rõ đang làm với chức vụ nào', 'Giữ nhiều chức vụ thì bấm một lần để đổi; vạch màu dưới thanh này đổi theo.'],
      search: ['Một ô tìm khắp nơi', 'Bấm Ctrl K, gõ số văn bản, tên đơn vị hay tên người, có dấu hay không dấu. Bấm ? để xem các phím khác.'],
      asOf: ['Hỏi lại lúc đã qua', 'Chọn “tính đến” để xem đúng tình hình lúc 16:00 hôm qua. Con số nào cũng ghi thời điểm và mở ra được nguồn.'],
    },
  },
  en: {
    step: (n: number, all: number) => `${n}/${all}`, next: 'Next', done: 'Start working', skip: 'Skip', title: 'One-minute tour',
    steps: {
      welcome: ['From the paper to the work of each unit', 'A document enters the register and becomes tasks with a lead unit and a deadline; units acknowledge, work and report right here. Every screen answers one question in its first line.'],
      navigation: ['Three lines of work', 'Command, Field, Logistics. You see only the places that the post you act for may enter.'],
      post: ['Always clear which post you act for', 'If you hold several, one press switches; the line below this bar changes with it.'],
      search: ['One box finds everything', 'Press Ctrl K and type the number of a document, a unit or a name, with or without accents. Press ? to see the other keys.'],
      asOf: ['Ask again how it stood', 'Choose “as of” to see things exactly as at 16:00 yesterday. Every figure says its moment and opens to its source.'],
    },
  },
})
const steps = [['welcome', null], ['navigation', 'navigation'], ['post', 'post'], ['search', 'search'], ['asOf', 'as-of']] as const

/** Five steps, each beside the thing it speaks of; on a phone at the foot. Never locks the screen. */
export default function Tour({ onEnd }: { onEnd: () => void }) {
  const t = useWords(words)
  const [at, setAt] = useState(0)
  const card = useRef<HTMLDivElement>(null)
  const [name, target] = steps[at]!
  const [title, body] = t.steps[name]!
  const last = at === steps.length - 1
  useLayoutEffect(() => {
    const sheet = card.current
    if (!sheet) return
    const place = (): void => {
      const box = target ? [...document.querySelectorAll(`[data-tour="${target}"]`)].find((one) => one.getClientRects().length > 0)?.getBoundingClientRect() : undefined
      const own = sheet.getBoundingClientRect()
      if (!box || innerWidth < 896) { sheet.style.left = ''; sheet.style.top = ''; sheet.dataset['free'] = ''; return }
      delete sheet.dataset['free']
      const beside = box.height > innerHeight / 2
      sheet.style.left = `${Math.max(12, Math.min(beside ? box.right + 16 : box.left, innerWidth - own.width - 12))}px`
      sheet.style.top = `${beside ? box.top + 24 : box.bottom + 18}px`
    }
    place()
    addEventListener('resize', place)
    return () => removeEventListener('resize', place)
  }, [at, target])
  useLayoutEffect(() => { card.current?.focus({ preventScroll: true }) }, [at])
  return (
    <div ref={card} className={css.card} role="dialog" aria-label={t.title} tabIndex={-1} data-free="" onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onEnd() } }}>
      <p className="label">{t.title} · {t.step(at + 1, steps.length)}</p>
      <h2>{title}</h2>
      <p>{body}</p>
      <div className="actions">
        <button type="button" className="button" onClick={() => (last ? onEnd() : setAt(at + 1))}>{last ? t.done : t.next}</button>
        {!last && <button type="button" className="button-plain" onClick={onEnd}>{t.skip}</button>}
      </div>
    </div>
  )
}
