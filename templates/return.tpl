{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>核对离线填报表</h1><p class="sub">{{UNIT}}<i class="sep"></i>{{PERIOD}}<i class="sep"></i>{{NAME}}<i class="sep"></i><time datetime="{{SENT_ISO}}">{{SENT}}</time> 上传</p></div></div>
<div class="note{{#FORM}} y{{/FORM}}"><h2>{{TAKE_N}} 项可采用，{{REFUSED_N}} 行未采用，{{SAME_N}} 项没有改动</h2><p>{{#FORM}}还没有保存。确认后，可采用的各项存为本单位草稿；未采用的不影响现有草稿。{{/FORM}}{{#NONE}}{{#FIRST}}没有可以存为草稿的内容，现有草稿没有改动。{{/FIRST}}{{#AGAIN_NONE}}可采用的已经存为草稿，没有其他可以采用的内容。{{/AGAIN_NONE}}{{/NONE}}</p>{{#TAKEN}}<p class="sm mut">这份表已采用过 {{N}} 项。</p>{{/TAKEN}}</div>
{{#TABLE}}<ol class="card q">{{#ROW}}<li><p>{{#TAKE}}<span class="st ok">可采用</span>{{/TAKE}}{{#NEWER}}<span class="st back">未采用</span>{{/NEWER}}{{#REFUSED}}<span class="st back">未采用</span>{{/REFUSED}} <a href="{{PATH}}">第 {{NO}} 项</a> {{TITLE}} <small class="dim">表中第 {{SHEET_ROW}} 行</small></p>
{{#WHY}}<p class="err">{{TEXT}}</p>{{/WHY}}
<dl class="dl one">{{#CHANGE}}<dt>{{LABEL}}</dt><dd>{{>DIFF}}</dd>{{/CHANGE}}</dl></li>{{/ROW}}</ol>{{/TABLE}}
{{#STRAYS}}<section class="card"><div class="hd"><h2>不属于本次填报的行</h2></div><ul class="q">{{#STRAY}}<li><span class="st back">未采用</span> 表中第 {{SHEET_ROW}} 行 {{WHAT}}：{{WHY}}</li>{{/STRAY}}</ul></section>{{/STRAYS}}
{{#FORM}}<form method="post" action="{{PATH}}"><div class="bot"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><button class="btn p">采用 {{TAKE_N}} 项为草稿</button><a class="btn t" href="{{AGAIN}}">不采用，返回</a></div></form>{{/FORM}}
{{#NONE}}<p class="mt"><a class="btn" href="{{AGAIN}}">重新上传</a> <a class="btn t" href="{{FILL}}">返回批量填报</a></p>{{/NONE}}
