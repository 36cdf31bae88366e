{{%AUTOESCAPE context="HTML"}}
<section class="card"><div class="hd"><h2>与{{OLD_PERIOD}}相比的红灯与黄灯</h2></div><div class="bd chgl">{{#NOTHING}}<p class="mut">{{PERIOD}}没有新增或好转的红灯、黄灯。</p>{{/NOTHING}}
{{#WORSE}}<h3>变差 {{N}} 项</h3><ul class="ul">{{#ITEM}}<li><a href="{{ADDRESS}}">{{NO}}. {{TITLE}}</a> <span class="nw">{{>OLD}} → {{>NOW}}</span></li>{{/ITEM}}{{#MORE}}<li class="mut">还有 {{MORE_N}} 项</li>{{/MORE}}</ul>{{/WORSE}}
{{#BETTER}}<h3>好转 {{N}} 项</h3><ul class="ul">{{#ITEM}}<li><a href="{{ADDRESS}}">{{NO}}. {{TITLE}}</a> <span class="nw">{{>OLD}} → {{>NOW}}</span></li>{{/ITEM}}{{#MORE}}<li class="mut">还有 {{MORE_N}} 项</li>{{/MORE}}</ul>{{/BETTER}}</div></section>
