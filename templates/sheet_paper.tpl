{{%AUTOESCAPE context="HTML"}}
<p class="organ">市政府督查室{{ORGAN_RUNG}}</p><p class="issno">{{NUMBER}}</p>
<h1 class="doct">{{TITLE}}</h1>{{#WITHDRAWN}}<p class="dnote">本件已撤销。</p>{{/WITHDRAWN}}
<p class="dto">{{UNIT}}：</p>
{{#LINE}}<p class="dp">{{LINE_TEXT}}</p>{{/LINE}}
<p class="dp">请于{{RECEIVE_BY}}前签收，于{{ANSWER_BY}}前书面答复；逾期的，{{#ABOVE}}升级督办并{{/ABOVE}}列入通报。</p>
<p class="dsig near">市政府督查室</p><p class="dday">{{ISSUED_ON}}</p>
<table class="slip"><caption class="vh">签收回执</caption><tbody><tr><th scope="row">签收人</th><td>{{#RECEIPT}}{{NAME}}{{#ON_BEHALF}}（督查室代签）{{/ON_BEHALF}}{{/RECEIPT}}</td><th scope="row">签收时间</th><td>{{#RECEIPT}}{{AT}}{{/RECEIPT}}</td></tr></tbody></table>
