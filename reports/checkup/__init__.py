"""文档体检: a report or a form that was written anywhere is read and every number in it is checked."""
