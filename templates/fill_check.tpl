{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>提交前核对：{{PERIOD}}进展 {{N}} 项</h1><p class="sub">{{UNIT}}<i class="sep"></i>草稿均已保存。确认提交后由督查室审核，审核前可以逐项撤回。</p></div></div>
{{#OVERDUE}}<div class="note y"><p>已过截止时间，提交后将记为逾期报送。</p></div>{{/OVERDUE}}
<form method="post" action="{{PATH}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="period" value="{{PERIOD_CODE}}">
<div class="tw"><table class="tbl stk" role="table"><caption class="vh">将要提交的任务</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">任务</th><th scope="col" role="columnheader">进展情况</th><th scope="col" role="columnheader">本期值</th><th scope="col" role="columnheader">上期</th><th scope="col" role="columnheader">本期亮灯</th><th scope="col" role="columnheader">请留意</th></tr></thead>
<tbody role="rowgroup">
{{#ROW}}<tr role="row"><th scope="row" role="rowheader"><input type="hidden" name="pick.{{NO}}" value="1"><input type="hidden" name="rev.{{NO}}" value="{{REV}}">{{NO}}. {{TITLE}}</th><td role="cell" data-l="进展情况"><span>{{WORDS}}</span></td><td role="cell" class="nw" data-l="本期值">{{#NO_TARGETS}}<span class="dim">无</span>{{/NO_TARGETS}}{{FILLED}}</td><td role="cell" data-l="上期">{{>BEFORE_LIGHT}}</td><td role="cell" data-l="本期亮灯">{{>LIGHT}}</td>
<td role="cell" data-l="请留意"><span class="fl">{{#LIGHT_CHANGED}}<span class="st att">亮灯变化</span> {{/LIGHT_CHANGED}}{{#LOWER}}<span class="st att">{{LOWER_N}} 个累计值减少</span> {{/LOWER}}{{#SAME_WORDS}}<span class="st att">与上期文字相同</span>{{/SAME_WORDS}}</span></td></tr>{{/ROW}}
</tbody></table></div>
<div class="bot"><button class="btn p" name="action" value="submit">确认提交 {{N}} 项</button><a class="btn" href="{{PATH}}">返回修改</a></div>
</form>
