{{%AUTOESCAPE context="HTML"}}
<ol class="ul ml2">{{#ANSWER}}<li>{{PLACE}}. <span class="pre">{{REASON:pre_escape}}</span><br><span class="mut">答复：</span>{{#MENDED}}<span class="tag">已改</span> {{/MENDED}}{{#SAID}}<span class="pre">{{WORDS:pre_escape}}</span>{{/SAID}}{{#NOTHING}}<span class="dim">尚未答复</span>{{/NOTHING}}</li>{{/ANSWER}}</ol>
