{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="zh-CN"{{#LARGE}} data-size="large"{{/LARGE}}{{#COMPACT}} data-density="compact"{{/COMPACT}}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{#HAS_ERRORS}}错误：{{/HAS_ERRORS}}{{TITLE}} - 重点工作台账</title>
{{#REFRESH}}<noscript><meta http-equiv="refresh" content="5"></noscript>{{/REFRESH}}
<link rel="stylesheet" href="{{CSS}}">{{#DARK}}<link rel="stylesheet" href="{{DARK_CSS}}" media="screen">{{/DARK}}{{#AUTO}}<link rel="stylesheet" href="{{DARK_CSS}}" media="screen and (prefers-color-scheme:dark)">{{/AUTO}}<link rel="stylesheet" href="{{PRINT}}" media="print"><script src="{{JS}}" defer></script></head>
<body{{#PERSON}} data-who="{{PERSON_ID}}" data-idle="{{IDLE_S}}" data-left="{{LEFT_S}}"{{/PERSON}}>
<a class="skip" href="#main">跳到主要内容</a>
<header class="top"><div class="wrap in">
<a class="logo" href="/dashboard"><svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect x="1" y="1" width="22" height="22" rx="5" fill="#fff" fill-opacity=".12"/><path d="M6 7h12M6 12h8M6 17h5" stroke="#fff" stroke-width="2" stroke-linecap="round"/><path d="M14.5 16.5l2 2 3.5-4.5" fill="none" stroke="#FFC53D" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>重点工作台账</a>
{{#PERSON}}
<nav class="nav" aria-label="主导航">
{{#NAV_GROUP}}<a href="{{ADDRESS}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}{{#WITHIN}} aria-current="true"{{/WITHIN}}>{{WORD}}{{#WAITING}}<span class="cnt">{{WAITING_N}}<span class="vh">项待办</span></span>{{/WAITING}}</a>{{/NAV_GROUP}}
</nav>
<form class="sch" method="get" action="/search" role="search" aria-label="全站搜索"><label class="vh" for="hq">搜索任务和报送</label><input type="search" id="hq" name="q" maxlength="100" placeholder="搜索任务、报送"><button class="lk" type="submit">搜索</button></form>
<div class="who"><span>{{#PERSON_UNIT}}<span class="un">{{UNIT_NAME}}<i class="sep"></i></span>{{/PERSON_UNIT}}{{PERSON_NAME}}（{{PERSON_ROLE}}）</span><a href="/me">我的设置</a>
<form method="post" action="/logout" class="out"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="lk" type="submit">退出</button></form></div>
{{/PERSON}}
</div>{{#NAV_ROW}}<div class="row2"><div class="wrap"><nav class="nav" aria-label="{{GROUP_WORD}}">{{#NAV_PAGE}}<a href="{{ADDRESS}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{WORD}}</a>{{/NAV_PAGE}}</nav></div></div>{{/NAV_ROW}}</header>
<div class="wrap">
<nav class="crumb" aria-label="当前位置"><ol>{{#CRUMB}}<li>{{#CRUMB_LINK}}<a href="{{CRUMB_ADDRESS}}">{{CRUMB_TITLE}}</a>{{/CRUMB_LINK}}{{#CRUMB_HERE}}<span aria-current="page">{{CRUMB_TITLE}}</span>{{/CRUMB_HERE}}</li>{{/CRUMB}}</ol></nav>
<main id="main" tabindex="-1">
{{#MESSAGE}}<div class="note g" role="status">{{MESSAGE_TEXT}}</div>{{/MESSAGE}}
{{#RESTORED}}<div class="note g" role="status" data-restored="1">登录成功。超时前填写的内容已恢复，尚未保存。请核对后保存草稿或提交。</div>{{/RESTORED}}
{{#KEPT}}<section class="card"><div class="hd"><h2>{{#NO_FIELD}}表单中已没有对应栏目的内容{{/NO_FIELD}}{{#NO_FORM}}您刚才填写的内容（没有保存）{{/NO_FORM}}</h2></div><div class="bd"><p class="mut sm">可以复制。</p>{{>ECHO}}</div></section>{{/KEPT}}
{{>BODY}}
</main>
<footer class="foot">重点工作台账{{#PERSON}}<i class="sep"></i><a href="/help">帮助</a>{{/PERSON}}{{#SHIFTED}}<i class="sep"></i>演示环境，演示时钟为 {{SHIFTED_NOW}}{{/SHIFTED}}</footer>
</div>
</body></html>
