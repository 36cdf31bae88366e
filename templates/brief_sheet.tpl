{{%AUTOESCAPE context="HTML"}}
<p class="organ">重点工作简报</p><p class="issue">{{ISSUE}}</p><p class="issby"><span>市政府督查室</span><span>{{DATE}}</span></p>
<h1 class="doct">{{TITLE}}</h1>{{#RECALLED}}<p class="dnote">本期已撤回。</p>{{/RECALLED}}
{{#LEAD}}<p class="dp edn"><b>编者按：</b>{{LEAD_TEXT}}</p>{{/LEAD}}
{{#ITEM}}<h2 class="dh">{{ITEM_NO}}、{{ITEM_TITLE}}（{{ITEM_UNIT}}）</h2>{{#P}}<p class="dp">{{P_TEXT}}</p>{{/P}}{{/ITEM}}
{{#FOOT}}<div class="dcopy">{{#COPIES}}<p class="hang"><b>{{COPIES_WORD}}：</b>{{COPIES_NAMES}}。</p>{{/COPIES}}</div>{{/FOOT}}
