{{%AUTOESCAPE context="HTML"}}
<details class="np tf"{{#OPEN}} open{{/OPEN}}><summary>{{SUMMARY}}{{#ABOUT}}<span class="vh">：{{SUBJECT}}</span>{{/ABOUT}}</summary>
<form method="post" action="{{ADDRESS}}" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="action" value="{{ACTION}}">
{{#TWO_BUTTONS}}<button class="vh" type="submit" name="confirm" value="0" tabindex="-1" aria-hidden="true">保存，暂不确认</button>{{/TWO_BUTTONS}}
<p class="hint">{{HINT_WORDS}}</p><div class="fg">{{>FIELD}}{{>PLAN}}</div>
{{#PART}}<fieldset class="part"><legend class="lab">第 {{PART_NO}} 个目标{{#IF_ANY}} <span class="opt">（没有可不填）</span>{{/IF_ANY}}</legend><div class="fg">{{>FIELD}}</div></fieldset>{{/PART}}
{{#REST}}{{>FIELD}}{{/REST}}
<div class="row">{{#TWO_BUTTONS}}<button class="btn p" type="submit" name="confirm" value="1">保存并确认</button><button class="btn" type="submit" name="confirm" value="0">保存，暂不确认</button>{{/TWO_BUTTONS}}{{#ONE_BUTTON}}<button class="btn w" type="submit">{{BUTTON}}</button>{{/ONE_BUTTON}}</div></form></details>
