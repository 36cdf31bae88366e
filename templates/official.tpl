{{%AUTOESCAPE context="HTML"}}
<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{{TITLE}}</title><link rel="stylesheet" href="{{OFFICIAL}}"></head>
<body><header><p class="bar"><a href="{{BACK}}">返回</a>　A4 纸，用浏览器的打印功能打印或存为 PDF；横排的表格单独成页。</p></header><main>{{>PAPER}}</main></body></html>
