{{%AUTOESCAPE context="HTML"}}
<div class="ph np"><div><h1>{{RUNG_TITLE}}打印件</h1><p class="sub">{{NUMBER}}<i class="sep"></i>用浏览器的打印功能打印，A4 纵向</p></div><div class="acts"><a class="btn" href="/notices/{{ID}}">返回</a></div></div>
<article class="doc gw"><p class="gwh">市政府督查室{{RUNG_TITLE}}</p><p class="gwn">{{NUMBER}}</p><hr class="gwl">
<h2 class="doct">{{MATTER}}</h2><p class="gwt">{{UNIT}}：</p>
{{#LINE}}<p class="dp">{{LINE_TEXT}}</p>{{/LINE}}
<p class="dp">请于{{RECEIVE_BY}}前签收，于{{ANSWER_BY}}前书面答复。逾期未签收、未答复的，按规定升级督办并列入通报。</p>
<p class="gwd">市政府督查室</p><p class="gwd">{{ISSUED_ON}}</p>
<table class="gwr"><caption>签收回执</caption><tbody><tr><th scope="row">签收人</th><td>{{#RECEIPT}}{{NAME}}{{/RECEIPT}}</td><th scope="row">签收时间</th><td>{{#RECEIPT}}{{AT}}{{/RECEIPT}}</td></tr></tbody></table></article>
