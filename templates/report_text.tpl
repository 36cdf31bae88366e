{{%AUTOESCAPE context="HTML"}}
<section class="card"><div class="hd"><h2>进展情况</h2></div><div class="bd">{{#NARRATIVE}}{{#SOME}}<div class="pre">{{WORDS:pre_escape}}</div>{{/SOME}}{{#NOTHING}}<p class="dim">未填写</p>{{/NOTHING}}{{/NARRATIVE}}</div></section>
{{#VALUES}}<section class="card"><div class="hd"><h2>量化目标本期值</h2></div><div class="bd">
<table class="tbl stk" role="table"><caption class="vh">量化目标本期值</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">指标</th><th scope="col" role="columnheader" class="num">上期值</th><th scope="col" role="columnheader" class="num">本期值</th><th scope="col" role="columnheader" class="num">变化</th><th scope="col" role="columnheader">说明</th></tr></thead>
<tbody role="rowgroup">
{{#VALUE}}<tr role="row"><th scope="row" role="rowheader">{{SUBJECT}}{{#GOAL}}<br><small class="dim nm">{{KIND}}<i class="sep"></i>年度目标 {{GOAL_WORDS}}</small>{{/GOAL}}</th><td role="cell" class="num" data-l="上期值">{{BEFORE}}</td><td role="cell" class="num b" data-l="本期值">{{NOW}}</td><td role="cell" class="num" data-l="变化">{{CHANGE}}</td><td role="cell" data-l="说明">{{NOTE}}</td></tr>{{/VALUE}}
</tbody></table></div></section>{{/VALUES}}
{{#WITH_ITEMS}}<section class="card"><div class="hd"><h2>工作项目进展</h2></div>{{>ITEMS}}</section>{{/WITH_ITEMS}}
<section class="card"><div class="hd"><h2>亮灯</h2></div><div class="bd"><p><a class="ltl" href="{{LIGHT_PATH}}">{{>LIGHT}}<span class="vh">：亮灯的依据</span></a>{{#LIGHT_BEFORE}}<span class="mut sm gi">上期（{{BEFORE_PERIOD}}）</span> {{>BEFORE_LIGHT}}{{/LIGHT_BEFORE}}</p>{{#REASON}}<div class="pre ml2">{{WORDS:pre_escape}}</div>{{/REASON}}</div></section>
<section class="card"><div class="hd"><h2>下一步措施</h2></div><div class="bd">{{#NEXT_STEPS}}{{#SOME}}<div class="pre">{{WORDS:pre_escape}}</div>{{/SOME}}{{#NOTHING}}<p class="dim">未填写</p>{{/NOTHING}}{{/NEXT_STEPS}}</div></section>
