{{%AUTOESCAPE context="HTML"}}
{{#ATT}}<span class="st att">{{WORD}}</span>{{/ATT}}{{#SUB}}<span class="st sub">{{WORD}}</span>{{/SUB}}{{#BACK}}<span class="st back">{{WORD}}</span>{{/BACK}}{{#OK}}<span class="st ok">{{WORD}}</span>{{/OK}}{{#LATE}} <span class="st late">超期 {{DAYS}} 天</span>{{/LATE}}
