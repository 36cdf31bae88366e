{{%AUTOESCAPE context="HTML"}}
{{#TEXT}}<p class="orig flat pre">{{#PART}}{{#EQUAL}}{{WORDS:pre_escape}}{{/EQUAL}}{{#DELETED}}<del><span class="vh">删除：</span>{{WORDS:pre_escape}}</del>{{/DELETED}}{{#INSERTED}}<ins><span class="vh">新增：</span>{{WORDS:pre_escape}}</ins>{{/INSERTED}}{{#CUT}}<span class="dim">……（未变 {{N}} 字）……</span>{{/CUT}}{{/PART}}</p>{{/TEXT}}
{{#SAME}}<p class="dim">没有变化</p>{{/SAME}}
{{#NOTHING}}<p class="dim">未填写</p>{{/NOTHING}}
