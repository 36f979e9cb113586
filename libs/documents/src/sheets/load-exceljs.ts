/** exceljs, loaded when a workbook is first read or written: it is a fifth of what a process would load otherwise. */
export const loadExceljs = (): typeof import('exceljs') => require('exceljs');
