{{%AUTOESCAPE context="HTML"}}
<p class="pre">{{#PIECE}}{{#OLD}}{{WORDS:pre_escape}}{{/OLD}}{{#NEW}}<ins>{{WORDS:pre_escape}}</ins>{{/NEW}}{{/PIECE}}</p>
{{#COUNTS}}<p class="sm mut">与上期相同 {{SAME_N}} 句，共 {{ALL_N}} 句；新写的句子带下划线。</p>{{/COUNTS}}
